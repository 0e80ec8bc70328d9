import {expect, test} from 'vitest';
import {inTurn} from '../../src/console/session/ask-in-turn.ts';
import type {PassphraseQuestion} from '../../src/secrets/age.ts';

const question = (profile: string): PassphraseQuestion => ({profile, isNew: false, isWrong: false});

/** Somebody who answers when told to. */
function person() {
  const asked: string[] = [];
  const answers: ((passphrase: string | undefined) => void)[] = [];
  const ask = ({profile}: PassphraseQuestion) => {
    asked.push(profile);
    return new Promise<string | undefined>((resolve) => answers.push(resolve));
  };
  const answer = async (passphrase: string) => {
    answers.shift()?.(passphrase);
    await new Promise(setImmediate);
  };
  return {asked, ask, answer};
}

test('several accounts that need a passphrase ask one after the other, each once', async () => {
  const {asked, ask, answer} = person();
  const questions = inTurn(ask);
  const all = [questions.ask(question('prod')), questions.ask(question('lab'))];
  await new Promise(setImmediate);
  expect(asked).toEqual(['prod']);
  await answer('one');
  expect(asked).toEqual(['prod', 'lab']);
  await answer('two');
  expect(await Promise.all(all)).toEqual(['one', 'two']);
});

test('a passphrase that was wrong is asked for again before the next account asks', async () => {
  const {asked, ask, answer} = person();
  const questions = inTurn(ask);
  const {promise: tried, resolve: opened} = Promise.withResolvers<void>();
  const first = {...question('prod'), tried};
  void questions.ask(first);
  const other = questions.ask(question('lab'));
  await new Promise(setImmediate);
  await answer('wrong');
  expect(asked).toEqual(['prod']);
  const again = questions.ask({...first, isWrong: true});
  await answer('right');
  expect(await again).toBe('right');
  expect(asked).toEqual(['prod', 'prod']);
  opened();
  await new Promise(setImmediate);
  expect(asked).toEqual(['prod', 'prod', 'lab']);
  await answer('two');
  expect(await other).toBe('two');
});

test('what was wrong is not asked again when another profile was opened meanwhile', async () => {
  const {asked, ask, answer} = person();
  const questions = inTurn(ask);
  const first = {...question('prod'), tried: new Promise<void>(() => undefined)};
  void questions.ask(first);
  await new Promise(setImmediate);
  await answer('wrong');
  questions.beginAnew();
  void questions.ask(question('other'));
  expect(await questions.ask({...first, isWrong: true})).toBeUndefined();
  expect(asked).toEqual(['prod', 'other']);
});

test('what waited for an answer when another profile was opened is not asked any more', async () => {
  const {asked, ask, answer} = person();
  const questions = inTurn(ask);
  const first = questions.ask(question('prod'));
  const second = questions.ask(question('lab'));
  await new Promise(setImmediate);
  questions.beginAnew();
  const other = questions.ask(question('other'));
  await new Promise(setImmediate);
  expect(asked).toEqual(['prod', 'other']);
  await answer('one');
  expect(await first).toBe('one');
  expect(await second).toBeUndefined();
  await answer('three');
  expect(await other).toBe('three');
  expect(asked).toEqual(['prod', 'other']);
});
