import { Param, type PipeTransform } from '@nestjs/common';
import { InvalidRequest } from '#kernel/http';
import { planName, planNameRule } from './plan.js';

const pipe: PipeTransform<string, string> = {
  transform: (name) => {
    if (!planName.test(name)) throw new InvalidRequest([planNameRule]);
    return name;
  },
};

/** The name in the path. */
export const PlanName = (): ParameterDecorator => Param('name', pipe);
