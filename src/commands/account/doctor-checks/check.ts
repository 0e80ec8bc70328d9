/** One line of `casedeck doctor`. */
export type Check = {
  readonly name: string;
  readonly level: 'ok' | 'warning' | 'failed';
  /** One printable line, without secrets. */
  readonly words: string;
  /** How to mend it. */
  readonly mend?: string;
  /** Of which account it is told, where several are looked at. */
  readonly profile?: string;
};

export function ok(name: string, words: string): Check {
  return {name, level: 'ok', words};
}

export function warning(name: string, words: string, mend?: string): Check {
  return mend === undefined ? {name, level: 'warning', words} : {name, level: 'warning', words, mend};
}

export function failed(name: string, words: string, mend?: string): Check {
  return mend === undefined ? {name, level: 'failed', words} : {name, level: 'failed', words, mend};
}
