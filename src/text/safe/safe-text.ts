declare const safe: unique symbol;

/**
 * Text of remote origin that has been through {@link toSafeText}: no control bytes but LF, no
 * escape sequences, no bidi overrides, no invisible characters. Components accept only this for
 * remote text.
 */
export type SafeText = string & {readonly [safe]: true};
