const RISKY = /[[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]--[\n\t]]/gv;

/**
 * Makes JSON text safe to print to a terminal without changing what it says: DEL, C1, bidi and
 * invisible characters, which JSON.stringify leaves alone, become `\uXXXX`. CR between tokens becomes LF.
 */
export function escapeJson(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(RISKY, escapeUnits);
}

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
