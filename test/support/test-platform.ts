import type {Services} from '../../src/state/services.ts';

/** A machine of Mara's that has no editor and no templates; a text is saved where it says. */
export function testPlatform(given: Partial<Services['platform']> = {}): Services['platform'] {
  return {
    env: {},
    user: 'mara',
    editText: (text) => Promise.resolve(text),
    saveText: (path) => Promise.resolve(path),
    templates: () => Promise.resolve([]),
    ticketTemplates: () => Promise.resolve([]),
    ...given,
  };
}
