import {typeWarning} from '../../domain/new-ticket/known-better.ts';
import type {AttachmentRef} from '../../domain/requests.ts';
import type {ChosenFile} from '../../state/chosen-files.ts';
import {byteText} from '../../text/byte-text.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';

/** A chosen file: name and size, or the path while it was not looked at. */
export function fileText({path, name, file}: ChosenFile): string {
  if (file === undefined) return `${toSafeLine(path)}, not looked at yet`;
  const warning = typeWarning(name) === undefined ? '' : ', of a type that Equinix may refuse';
  return `${toSafeLine(name)}, ${byteText(file.size)}${warning}`;
}

/** Everything that goes with a text, a row each. */
export function attachedRows(
  chosen: readonly ChosenFile[],
  attached: readonly AttachmentRef[],
): readonly string[] {
  return [
    ...attached.map(({id, name}) => `${toSafeLine(name || id)}, uploaded before`),
    ...chosen.map(fileText),
  ];
}

/** What seems to be secret in a file: where and, with the secret hidden, what. */
export function secretRows({file}: ChosenFile): readonly string[] {
  if (file === undefined || file.secretCount === 0) return [];
  const lines = file.secretCount === 1 ? 'a line' : `${file.secretCount} lines`;
  return [
    `${toSafeLine(file.name)} seems to hold a secret in ${lines}; everybody who may read the ticket sees it:`,
    ...file.secrets.map(({line, what, preview}) => `  line ${line}, ${what}: ${preview}`),
  ];
}
