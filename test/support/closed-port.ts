/**
 * Where nobody listens. Port 1 belongs to a service that no machine runs, and no program is given it by chance, as another
 * test may be given a port that was free a moment ago.
 */
export const CLOSED_PORT = '127.0.0.1:1';
