/** Nobody listens at port 1. A port that was free a moment ago could be given to another test; this one never is. */
export const CLOSED_ADDRESS = '127.0.0.1:1';
