import fc from 'fast-check';
import {expect, test} from 'vitest';
import {secretInLine} from '../../src/text/safe/find-secrets.ts';
import {often} from '../support/long.ts';

const SECRETS: readonly (readonly [line: string, what: string, hidden: string])[] = [
  ['-----BEGIN OPENSSH PRIVATE KEY-----', 'private key', ''],
  ['-----BEGIN PRIVATE KEY-----', 'private key', ''],
  ['-----BEGIN PGP PRIVATE KEY BLOCK-----', 'private key', ''],
  ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYXNlZGVjayJ9.sgn-ature', 'token (JWT)', 'sgn-ature'],
  ['aws_access_key_id = AKIAIOSFODNN7EXAMPLE', 'AWS access key', 'FODNN7EXAMPLE'],
  ['aws_secret_access_key = wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY', 'password or secret', 'XUtnFEMI'],
  ['export EQUINIX_API_CLIENTSECRET=abcdef123456', 'Equinix credential', 'def123456'],
  ['EQUINIX_API_TOKEN: "AbCdEf0123"', 'Equinix credential', 'dEf0123'],
  ['> Authorization: Bearer 0123456789abcdef', 'authorization header', '456789abcdef'],
  ['password=hunter22', 'password or secret', 'ter22'],
  ['"db_password": "correct horse"', 'password or secret', 'rect'],
  ['client_secret: s3cr3t-value', 'password or secret', 'r3t-value'],
  ['git clone https://bob:hunter22@git.example/x.git', 'password in an address', 'ter22'],
  ['enable secret 5 $1$mERr$hx5rVt7rPNoS4wqbXKX7m0', 'password hash', 'hx5rVt7r'],
  ['username admin privilege 15 password 7 0822455D0A16', 'password of a device', '455D0A16'],
  ['snmp-server community n0tpublic RO', 'SNMP community', 'public'],
  ['tacacs-server host 10.1.1.1 key 7 13061E010803', 'shared key of a device', '61E010803'],
  ['      pre-shared-key ascii-text "$9$abcDEFghiJKL"', 'password hash', 'DEFghi'],
  ['ghp_0123456789abcdefghijklmnopqrstuvwxyzAB', 'access token', 'abcdefgh'],
];

test.each(SECRETS)('%s', (line, what, hidden) => {
  const found = secretInLine(line, 7);
  expect(found).toMatchObject({line: 7, what});
  if (hidden !== '') expect(found?.preview).not.toContain(hidden);
});

const HARMLESS = [
  'password=********',
  'password: <redacted>',
  'PASSWORD=${DB_PASSWORD}',
  'secret: null',
  'no service password-encryption',
  'The password was changed yesterday.',
  'key chain ospf',
  'interface TenGigE0/0/0/1 description token ring, no longer used',
  'https://portal.equinix.example/tickets/1-204976070710',
  'sshd[2210]: Failed password for invalid user admin from 10.0.0.9',
  'Total power: 3.2 kW, cost $120',
];

test.each(HARMLESS)('no secret: %s', (line) => {
  expect(secretInLine(line, 1)).toBeUndefined();
});

test('the preview is short and safe to print, wherever in the line the secret stands', () => {
  const found = secretInLine(`${'x '.repeat(400)}\u001B[31m password=hunter22 ${'y'.repeat(400)}`, 1);
  expect(found?.preview).toContain('password=hun…');
  expect(found?.preview).not.toContain('\u001B');
  expect(found?.preview.length).toBeLessThanOrEqual(100);
});

test('any line takes little time, and never throws', () => {
  const word = fc.constantFrom(
    'password',
    'neighbor ',
    'username ',
    'key ',
    '://',
    ':',
    '=',
    ' ',
    '$1$',
    'a',
    '-',
    'secret',
    'snmp-server host ',
  );
  fc.assert(
    fc.property(fc.array(word, {maxLength: 3000}), (words) => {
      secretInLine(words.join(''), 1);
    }),
    {numRuns: often(30, 60)},
  );
});
