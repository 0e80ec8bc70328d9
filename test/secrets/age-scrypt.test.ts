import {Decrypter, Encrypter} from 'age-encryption';
import {expect, test} from 'vitest';
import {scryptIdentity, scryptRecipient} from '../../src/secrets/age-scrypt.ts';

test('what ours encrypts the library opens, and the other way round', async () => {
  const ours = new Encrypter();
  ours.addRecipient(scryptRecipient('påss phrase', 5));
  const theirs = new Decrypter();
  theirs.addPassphrase('påss phrase');
  expect(await theirs.decrypt(await ours.encrypt('hello'), 'text')).toBe('hello');

  const library = new Encrypter();
  library.setPassphrase('x');
  library.setScryptWorkFactor(6);
  const file = await library.encrypt('there');
  const own = new Decrypter();
  own.addIdentity(scryptIdentity('x'));
  expect(await own.decrypt(file, 'text')).toBe('there');
  const wrong = new Decrypter();
  wrong.addIdentity(scryptIdentity('y'));
  await expect(wrong.decrypt(file)).rejects.toThrow('no identity matched');
});

test('each file has a salt of its own', async () => {
  const recipient = scryptRecipient('x', 5);
  const key = new Uint8Array(16);
  const [one] = await recipient.wrapFileKey(key);
  const [other] = await recipient.wrapFileKey(key);
  expect(one?.args[1]).not.toBe(other?.args[1]);
});

test('a work factor that would take gigabytes is refused', async () => {
  const [stanza] = await scryptRecipient('x', 5).wrapFileKey(new Uint8Array(16));
  if (stanza === undefined) throw new Error('no stanza');
  stanza.args[2] = '30';
  await expect(scryptIdentity('x').unwrapFileKey([stanza])).rejects.toThrow('work factor 30 is too high');
  stanza.args[2] = '05';
  expect(await scryptIdentity('x').unwrapFileKey([stanza])).toBeNull();
});
