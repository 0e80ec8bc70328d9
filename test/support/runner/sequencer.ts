import {BaseSequencer, type TestSpecification} from 'vitest/node';

/** What takes longest begins first, so that no processor waits for it at the end. */
const FIRST = [/\/endurance\//, /\/docs\//, /\/system\//, /\/e2e\//];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({moduleId}: TestSpecification) => {
      const found = FIRST.findIndex((pattern) => pattern.test(moduleId));
      return found === -1 ? FIRST.length : found;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}
