import {line, span, type Line, insetWords} from '../../components/lines.ts';
import type {SignInForm} from '../../state/sign-in-state.ts';
import type {SignInField} from '../../state/navigation.ts';
import {padEnd, truncate} from '../../text/width.ts';

const NAMES: Readonly<Record<SignInField, string>> = {
  environment: 'Environment',
  url: 'URL',
  profile: 'Profile',
  clientId: 'Client id',
  secret: 'Client secret',
};

export const LABEL_WIDTH = 16;

export const ENVIRONMENTS = {
  production: 'Production',
  sandbox: 'Sandbox of Equinix',
  other: 'Another URL',
} as const;

const WHERE =
  'Client id and secret: Equinix Customer Portal, Developer Settings, Apps. They are tried once, and kept only where you say.';

/** The name of the field that hears the keys. */
export function labelLine(field: SignInField): Line {
  return line(span(` ${padEnd(NAMES[field], LABEL_WIDTH - 1)}`, 'strong'));
}

/** A field that does not hear the keys. */
export function fieldLine(form: SignInForm, field: SignInField, width: number): Line {
  const shown = shownValue(form, field);
  return line(
    span(` ${padEnd(NAMES[field], LABEL_WIDTH - 1)}`, 'dim'),
    shown.slice(0, Math.max(0, width - LABEL_WIDTH)),
  );
}

function shownValue(form: SignInForm, field: SignInField): string {
  if (field === 'environment') return ENVIRONMENTS[form.environment];
  if (field === 'secret') return form.secret === '' ? '' : `${[...form.secret].length} characters, hidden`;
  return form[field];
}

/** What this screen is for, in as many rows as there are to spare. */
export function introLines({start}: SignInForm, width: number, height: number): readonly Line[] {
  const fixed =
    start?.endpointFrom === undefined
      ? []
      : [`The service is ${start.endpoint}, set by ${start.endpointFrom}.`];
  const before =
    start?.before === undefined
      ? []
      : [`${start.before} comes first at each start; for this run, what you type here is used instead.`];
  // One row for where it goes, where that cannot be chosen.
  if (height < 14)
    return start?.endpointFrom === undefined
      ? []
      : [line(span(` ${truncate(start.endpoint, width - 2)}`, 'dim'))];
  const rows = [WHERE, ...fixed, ...before].flatMap((text) => insetWords(text, width - 2, 'dim'));
  return [line(), ...rows, line()];
}

/** What went wrong, or what is happening. */
export function problemLines({problem, busy, secret, start}: SignInForm, width: number): readonly Line[] {
  if (busy === 'trying') return [line(span(' Signing in: one attempt…', 'strong'))];
  if (problem.length === 0) {
    const count =
      secret === ''
        ? 'The secret is not shown; paste it as it is.'
        : `The secret has ${[...secret].length} ${[...secret].length === 1 ? 'character' : 'characters'}.`;
    return [line(span(` ${start === undefined ? 'Reading…' : count}`, 'dim'))];
  }
  return problem.flatMap((text, index) => insetWords(text, width - 2, index === 0 ? 'danger' : 'normal'));
}
