/** `{cage}`: a name of small letters in braces. Anything else in braces is text. */
const PLACEHOLDER = /\{([a-z][a-z_]*)\}/g;

export type Filled = {
  readonly text: string;
  /** Placeholders for which there was no value, as they stand in the text, each once. */
  readonly left: readonly string[];
};

/** Puts values in for placeholders; one without a value stays visible and is named. */
export function fillTemplate(template: string, values: Readonly<Record<string, string | undefined>>): Filled {
  const left = new Set<string>();
  const text = template.replaceAll(PLACEHOLDER, (placeholder: string, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value !== undefined && value !== '') return value;
    left.add(placeholder);
    return placeholder;
  });
  return {text, left: [...left]};
}
