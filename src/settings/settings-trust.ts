import {AppError} from '../errors.ts';
import {environmentOf} from './settings-endpoint.ts';
import type {ConfigFile} from './settings-schema.ts';

/** Whoever can write the file could make us run anything: then nothing named in it is run. */
export function withoutCommands(config: ConfigFile, why: string, warnings: string[]): ConfigFile {
  const {editor, browser, ...rest} = config;
  const endpoints = [config.api, ...Object.values(config.profiles ?? {})].map((table) => table?.endpoint);
  if (endpoints.some((endpoint) => endpoint !== undefined && environmentOf(endpoint) === 'custom')) {
    // The secret travels to the endpoint, so this is no matter for a warning.
    throw new AppError('config', `${why}, and it names the service to talk to.`, {
      hint: 'Take the rights of others away first.',
    });
  }
  const left: string[] = [
    ...(editor === undefined ? [] : ['editor']),
    ...(browser === undefined ? [] : ['browser']),
  ];
  const result: ConfigFile = {...rest};
  if (config.notify?.command !== undefined) {
    const {command: _command, ...notify} = config.notify;
    result.notify = notify;
    left.push('notify.command');
  }
  const profiles = Object.entries(config.profiles ?? {}).map(([name, profile]) => {
    if (profile.credential_command === undefined) return [name, profile] as const;
    const {credential_command: _command, ...others} = profile;
    left.push(`profiles.${name}.credential_command`);
    return [name, others] as const;
  });
  if (config.profiles !== undefined) result.profiles = Object.fromEntries(profiles);
  if (left.length > 0) warnings.push(`${why}: ${left.join(', ')} ignored.`);
  return result;
}
