/** The version in package.json, put in by the bundler (tools/build.ts) and by vitest.config.ts. */
declare const CASEDECK_VERSION: string;

/** What the file says, as JSON (tools/yaml-as-json.ts). */
declare module '*.yaml' {
  const text: string;
  export default text;
}
