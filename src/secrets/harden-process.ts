/**
 * Keeps secrets out of the diagnostic reports that Node can write (--report-on-fatalerror, SIGUSR2): no
 * environment, no network. Core dumps cannot be switched off from JavaScript: `ulimit -c 0` does it, and
 * systemd's coredump settings; casedeck itself never calls abort.
 */
export function hardenProcess(): void {
  process.report.excludeEnv = true;
  // Not in the type declarations yet.
  Object.assign(process.report, {excludeNetwork: true});
}
