/** A cell at its place; `row` and `column` count what is not blank. */
export type GridCell = {
  readonly lines: readonly string[];
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
  readonly heading: boolean;
};

/** The cells by the rows in which they begin. */
export type Grid = {
  readonly rows: readonly (readonly GridCell[])[];
  readonly columns: number;
  /** How many rows at the top name the columns. */
  readonly heads: number;
};
