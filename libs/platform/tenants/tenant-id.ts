import { Param, type PipeTransform } from '@nestjs/common';
import { TenantNotFound } from './tenants.errors.js';

const pipe: PipeTransform<string, number> = {
  transform: (text) => {
    if (!/^[1-9]\d{0,14}$/.test(text)) throw new TenantNotFound(); // what is no id is nobody's
    return Number(text);
  },
};

/** The id in the path. */
export const TenantId = (): ParameterDecorator => Param('id', pipe);
