let made: Intl.Segmenter | undefined;

/** Splits texts into graphemes. Made when first asked: its tables take 15 ms to load, and most starts never need them. */
export const segmenter: Pick<Intl.Segmenter, 'segment'> = {
  segment(text) {
    made ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
    return made.segment(text);
  },
};
