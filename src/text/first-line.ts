/** The first line of a text that is not blank, without blanks around it; empty where there is none. */
export function firstLine(text: string): string {
  return (
    text
      .split('\n')
      .find((row) => row.trim() !== '')
      ?.trim() ?? ''
  );
}
