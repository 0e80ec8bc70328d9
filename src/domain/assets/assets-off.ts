import {ApiError} from '../../errors.ts';

/** Why it makes no sense to ask again soon; undefined where it does. */
export function whyAssetsOff(error: unknown): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  if (error.status === 403)
    return 'this account may not read them. It needs the permission "View Install Base", which your administrator gives in the portal.';
  if ([404, 405, 410, 501].includes(error.status ?? 0))
    return 'the service has none where casedeck looks. Look at the path of searchAssets in [api.paths].';
  return undefined;
}
