import type {Handler} from './operation-context.ts';

type TokenBody = {readonly client_id: string; readonly client_secret: string};

export const token: Handler = ({body}, {auth}) => {
  // The body fits openapi.yaml: it was checked before.
  const {client_id: id, client_secret: secret} = body as TokenBody;
  return {status: 200, body: auth.token(id, secret)};
};
