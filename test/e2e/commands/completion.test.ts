import {appendFileSync} from 'node:fs';
import {join} from 'node:path';
import {firstRows} from '../../support/long.ts';
import {needing, shell} from '../../support/needs.ts';
import {prepareShell, type Shell} from '../../support/prepare-shell.ts';
import type {TerminalDriver} from '../../support/terminal/terminal.ts';

/** Interactive shells without anybody's configuration, in which the script is sourced as the help says. */
const SHELLS: Readonly<Record<string, string>> = {
  bash: `PS1='ready> ' exec bash --norc --noprofile -i`,
  zsh: `PS1='ready> ' exec zsh -f -i`,
  fish: `exec fish --no-config -i -C 'function fish_prompt; echo "ready> "; end'`,
};

const SETUP: Readonly<Record<string, string>> = {
  bash: `source <(casedeck completion bash); clear\r`,
  zsh: `autoload -Uz compinit && compinit -D -u; source <(casedeck completion zsh); clear\r`,
  fish: `casedeck completion fish | source; clear\r`,
};

async function startShell({terminal}: Shell, shell: string): Promise<TerminalDriver> {
  const driver = terminal(SHELLS[shell] ?? '');
  await driver.waitForText('ready>');
  driver.write(SETUP[shell] ?? '');
  await driver.waitFor('an empty screen', () => /^ready> *\n*$/.test(driver.screen()));
  return driver;
}

/** Types the line and a tab, and waits for the line that the shell makes of it; `#` shows the blank that follows. */
async function completed(driver: TerminalDriver, typed: string, wanted: string): Promise<void> {
  driver.press('ctrl-u');
  driver.write(`${typed}\t`);
  await driver.waitForText(wanted);
  driver.write('#');
  await driver.waitForText(`${wanted} #`);
}

// What each option offers is the same answer in every shell, and told by test/commands/completion: in `npm test` two of them,
// in the shell that every machine has.
for (const name of firstRows(Object.keys(SHELLS))) {
  const {test: shellTest, why} = await needing(shell(name));
  shellTest(`${name} completes commands, options, ticket ids, views and files${why}`, async () => {
    const prepared = await prepareShell();
    await prepared.bash('casedeck list --quiet; echo text > "$HOME/some file.md"');
    const view = `[views."Störungen heute"]\nfilter = "age:<1d"\n`;
    appendFileSync(join(prepared.home, 'config/casedeck/config.toml'), view);
    const driver = await startShell(prepared, name);
    const quoted = 'casedeck list --view Störungen\\ heute';
    await completed(driver, 'casedeck hando', 'casedeck handover');
    await completed(driver, 'casedeck list --off', 'casedeck list --offline');
    await completed(driver, 'casedeck show 1115092', 'casedeck show 11150929');
    await completed(driver, 'casedeck list --view Störungen\\ h', quoted);
    for (const [typed, wanted] of firstRows(
      [
        ['casedeck list --view=Stör', 'casedeck list --view=Störungen\\ heute'],
        ['casedeck --profile default drafts sho', 'casedeck --profile default drafts show'],
        ['casedeck list --view act', 'casedeck list --view action'],
        ['casedeck list --view Stör', quoted],
        ['casedeck list --view=act', 'casedeck list --view=action'],
        ['casedeck drafts show --kind rep', 'casedeck drafts show --kind reply'],
        ['casedeck completion fi', 'casedeck completion fish'],
        ['casedeck create --code 0002-0001', 'casedeck create --code 0002-0001'],
        ['casedeck watch --until nev', 'casedeck watch --until never'],
        ['casedeck watch --until status:CLO', 'casedeck watch --until status:CLOSED'],
      ],
      2,
    ))
      await completed(driver, typed, wanted);
    // In the home: a long path would be wrapped on the screen.
    driver.press('ctrl-u');
    driver.write('cd\r');
    await completed(driver, 'casedeck handover --to som', 'casedeck handover --to some\\ file.md');
    // What is ambiguous is listed, with words where the shell shows them.
    driver.press('ctrl-u');
    driver.write('casedeck show 1-20497607069\t\t');
    await driver.waitForText(name === 'bash' ? '1-204976070699' : 'Cage door will not lock');
  });
}
