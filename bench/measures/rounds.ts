import type { Probe } from '../http/sampler.js';
import { probe, Sampler } from '../http/sampler.js';
import type { Call } from '../http/client.js';
import { Client } from '../http/client.js';
import { median, rounded, say, spreadOf } from '../line.js';
import { load } from '../load/load.js';
import type { Outcome } from '../load/outcome.js';

/** One side of a comparison: what is asked of whom, and how one answer is looked at. */
export interface Side {
  readonly name: string;
  readonly port: number;
  readonly calls: readonly Call[];
  readonly probe: () => Probe;
}

export interface Plan {
  readonly folder: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  /** Seconds of load before the first round. */
  readonly warmUp: number;
  /** The calls one after the other, each round going on where another third of them begins; else at random. */
  readonly inTurn?: boolean;
}

export interface Figures {
  readonly value: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly rounds: number;
  readonly spread: number;
}

export const usual = { rounds: 3, seconds: 3, connections: 32, warmUp: 2 };

/** A B A B A B: both sides in turn, so that what changes on the machine meanwhile meets both. */
export async function alternate(
  sides: readonly Side[],
  plan: Plan,
): Promise<{ outcomes: Outcome[][]; errors: number }> {
  const outcomes: Outcome[][] = sides.map(() => []);
  let errors = 0;
  for (const side of sides)
    if (plan.warmUp > 0) errors += (await round(side, { ...plan, seconds: plan.warmUp })).errors;
  for (let number = 1; number <= plan.rounds; number++) {
    for (const [index, side] of sides.entries()) {
      const { outcome, errors: wrong } = await round(side, plan, number);
      say(`  ${side.name} ${number}/${plan.rounds}: ${outcome.perSecond.toFixed(0)} req/s, p99 ${outcome.p99} ms`);
      outcomes[index]!.push(outcome);
      errors += wrong;
    }
  }
  return { outcomes, errors };
}

async function round(side: Side, plan: Plan, number = 0): Promise<{ outcome: Outcome; errors: number }> {
  const client = new Client(side.port);
  try {
    const before = await probe(client, side.probe());
    const sampler = new Sampler(client, side.probe);
    try {
      const from = Math.floor((number * side.calls.length) / plan.rounds) % side.calls.length;
      const outcome = await load({ ...plan, port: side.port, calls: side.calls, ...(plan.inTurn && { from }) });
      const errors = before + (await sampler.stop()) + (await probe(client, side.probe())) + outcome.failed;
      return { outcome, errors };
    } finally {
      await sampler.stop();
    }
  } finally {
    client.close();
  }
}

export function figures(outcomes: readonly Outcome[]): Figures {
  const rates = outcomes.map(({ perSecond }) => perSecond);
  const middle = median(rates);
  return {
    value: rounded(middle, middle < 100 ? 1 : 0),
    p50_ms: rounded(median(outcomes.map(({ p50 }) => p50)), 2),
    p99_ms: rounded(median(outcomes.map(({ p99 }) => p99)), 2),
    rounds: outcomes.length,
    spread: spreadOf(rates),
  };
}

export const ratioOf = (one: readonly Outcome[], other: readonly Outcome[]): number =>
  rounded(median(one.map(({ perSecond }) => perSecond)) / median(other.map(({ perSecond }) => perSecond)), 3);
