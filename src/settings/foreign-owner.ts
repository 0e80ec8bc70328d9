import {lstatSync, readFileSync} from 'node:fs';
import {userInfo} from 'node:os';
import {dirname} from 'node:path';

/** A file or folder that is not of the user who runs this. */
export type Foreign = {
  readonly path: string;
  /** The name of its user, or the number where nobody knows one. */
  readonly owner: string;
  /** How to mend it, a sentence. */
  readonly mend: string;
};

/**
 * What stands in the way of a file or folder of ours because it belongs to somebody else: the path itself, or what is
 * there of the folders above it. Most often casedeck was once started with sudo. Undefined where everything is ours.
 */
export function foreignOwner(path: string, me: number | undefined = process.getuid?.()): Foreign | undefined {
  if (me === undefined) return undefined;
  const entries = withOwners(path);
  const [nearest] = entries;
  if (nearest === undefined || nearest.uid === me) return undefined;
  const ours = entries.findIndex(({uid}) => uid === me);
  const isSame = ({uid}: Entry) => uid === nearest.uid;
  // Below a folder of ours it names all that the other user made there; elsewhere only the nearest, as there
  // the way out is another folder and not another owner.
  const top = ours === -1 ? nearest : (entries.slice(0, ours).findLast(isSame) ?? nearest);
  const owner = nameOf(nearest.uid);
  return {path: top.path, owner, mend: ours === -1 ? ELSEWHERE : mendText(top.path, owner, me)};
}

type Entry = {readonly path: string; readonly uid: number};

const ELSEWHERE =
  'casedeck keeps its files in folders of the user who runs it: check HOME, XDG_STATE_HOME and XDG_CONFIG_HOME.';

/** What is there of a path, from it upwards. */
function withOwners(path: string): readonly Entry[] {
  const parent = dirname(path);
  const uid = uidOf(path);
  return [...(uid === undefined ? [] : [{path, uid}]), ...(parent === path ? [] : withOwners(parent))];
}

function mendText(path: string, owner: string, me: number): string {
  if (me === 0) return `Run casedeck as ${owner}, without sudo; or set HOME to a folder of root.`;
  return `Was casedeck started there with sudo? Give it back to yourself: sudo chown -R ${nameOf(me)} '${path}'`;
}

/** Undefined where there is nothing, or nothing that may be seen. */
function uidOf(path: string): number | undefined {
  try {
    return lstatSync(path).uid;
  } catch {
    return undefined;
  }
}

function nameOf(uid: number): string {
  if (uid === process.getuid?.()) return ownName() ?? String(uid);
  return nameInPasswd(uid) ?? String(uid);
}

function ownName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

function nameInPasswd(uid: number): string | undefined {
  try {
    const row = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .find((fields) => fields[2] === String(uid));
    return row?.[0];
  } catch {
    return undefined;
  }
}
