import {spawnSync} from 'node:child_process';
import {subjectOf} from './tickets.ts';

const MINUTE = 60_000;

/** Makes a repository of git with as many commits as the store has tickets, the newest with mark 0. `now` in milliseconds since 1970. */
export function fillRepository(folder: string, count: number, now: number): void {
  const git = (args: readonly string[], input = '') => {
    const {status, stderr} = spawnSync('git', ['-C', folder, ...args], {input, encoding: 'utf8'});
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  };
  git(['init', '--quiet', '--initial-branch=main']);
  const commits: string[] = [];
  for (let index = count - 1; index >= 0; index -= 1) {
    const subject = `${subjectOf(index)}\n`;
    const who = `On Call <oncall@example.com> ${Math.floor((now - index * MINUTE) / 1000)} +0000`;
    commits.push(
      `commit refs/heads/main\ncommitter ${who}\ndata ${Buffer.byteLength(subject)}\n${subject}\n`,
    );
  }
  git(['fast-import', '--quiet'], commits.join(''));
}
