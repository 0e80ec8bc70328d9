import {createHash} from 'node:crypto';
import {relative} from 'node:path';
import {BaseSequencer, type TestSpecification} from 'vitest/node';

/** What takes longest begins first, so that no processor waits for it at the end; what is short fills the end. */
const RANKS = [
  /\/(?:endurance|docs|system)\/|every-command|several-accounts/,
  /\/(?:e2e|commands|faults|wild|screens)\//,
  /./,
];

export class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const root = this.ctx.config.root;
    const places = new Map(files.map((file) => [file, placeOf(relative(root, file.moduleId))]));
    return Promise.resolve(files.toSorted((one, other) => compare(places.get(one), places.get(other))));
  }
}

/** Within a rank mixed, the same each time: tests of one folder often wait at the same moments, and would leave the processors idle. */
function placeOf(path: string): string {
  return `${RANKS.findIndex((rank) => rank.test(`/${path}`))} ${createHash('sha256').update(path).digest('hex')}`;
}

function compare(one = '', other = ''): number {
  return one < other ? -1 : Number(one > other);
}
