import {chmodSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {PassphraseQuestion} from '../../src/secrets/age.ts';
import {failure, home, paths, SECRET, secrets, token, ownHome} from './secrets-fixture.ts';

ownHome();

test('the age file: 0600 in 0700, encrypted, opened with the same passphrase only, asked once', async () => {
  let asked = 0;
  const askPassphrase = () => {
    asked += 1;
    return Promise.resolve('open sesame');
  };
  await secrets({askPassphrase}).save('age', SECRET);
  const file = join(paths.state, 'default.age');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(paths.state).mode & 0o777).toBe(0o700);
  expect(readFileSync(file, 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
  asked = 0;
  const run = secrets({askPassphrase});
  await run.credentials();
  await run.tokenCache.write(token());
  await run.tokenCache.read();
  expect(asked).toBe(1);
  const wrong = secrets({askPassphrase: () => Promise.resolve('wrong')});
  const error = await failure(wrong.credentials());
  expect(error).toMatchObject({
    kind: 'auth',
    message: expect.stringContaining('The passphrase does not open'),
  });
  await expect(wrong.source()).rejects.toThrow('does not open');
});

test('a wrong passphrase is asked for again, three times in all', async () => {
  await secrets().save('age', SECRET);
  const asked: PassphraseQuestion[] = [];
  const answering = (answers: string[]) =>
    secrets({
      askPassphrase: (question) => {
        asked.push(question);
        return Promise.resolve(answers.shift());
      },
    });
  expect(await answering(['wrong', 'open sesame']).credentials()).toMatchObject({clientId: 'id'});
  expect(asked.map(({isWrong}) => isWrong)).toEqual([false, true]);
  expect((await failure(answering(['no', 'nor', 'neither', 'open sesame']).credentials())).message).toContain(
    'does not open',
  );
  expect(asked).toHaveLength(5);
  expect((await failure(answering([]).credentials())).message).toContain('none was given');
});

test('a passphrase for a file whose own was not asked for counts as new, and is asked for as such', async () => {
  await secrets().save('age', SECRET);
  const asked: PassphraseQuestion[] = [];
  const askPassphrase = (question: PassphraseQuestion) => {
    asked.push(question);
    return Promise.resolve('another');
  };
  await secrets({askPassphrase}).save('age', SECRET);
  expect(asked).toEqual([{profile: 'default', isNew: true, isWrong: false}]);
});

test('without a terminal the passphrase comes from CASEDECK_PASSPHRASE_FILE', async () => {
  await secrets().save('age', SECRET);
  const silent = {askPassphrase: undefined};
  expect((await failure(secrets(silent).credentials())).hint).toContain('CASEDECK_PASSPHRASE_FILE');
  const file = join(home, 'pass');
  writeFileSync(file, 'open sesame\n', {mode: 0o600});
  expect(await secrets({...silent, env: {CASEDECK_PASSPHRASE_FILE: file}}).credentials()).toMatchObject({
    clientId: 'id',
  });
});

test('a damaged age file and one with wrong rights are said so', async () => {
  await secrets().save('age', SECRET);
  const file = join(paths.state, 'default.age');
  chmodSync(file, 0o640);
  expect((await failure(secrets().credentials())).message).toContain('mode 640');
  writeFileSync(file, 'age-encryption.org/v1\nnonsense');
  chmodSync(file, 0o600);
  expect(await failure(secrets().credentials())).toMatchObject({
    kind: 'store',
    message: expect.stringContaining('cannot be read'),
  });
});

test('nothing of the secret is ever in plain text on disk', async () => {
  const run = secrets();
  await run.save('age', SECRET);
  await run.tokenCache.write(token('access-token-value'));
  const written = readdirSync(home, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  expect(written.length).toBeGreaterThanOrEqual(2);
  for (const entry of written) {
    const text = readFileSync(join(entry.parentPath, entry.name), 'latin1');
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('access-token-value');
  }
});
