import openapiText from '../../src/api/openapi.yaml';

export type Schema = Readonly<Record<string, unknown>>;
export type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
};
export type Operation = {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly (Parameter | {readonly $ref: string})[];
  readonly requestBody?: {readonly content: Readonly<Record<string, {readonly schema: Schema}>>};
};
export type Spec = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly schemas: Readonly<Record<string, Schema>>;
  };
};

/** Our own description of the service. */
export const SPEC = JSON.parse(openapiText) as Spec;
