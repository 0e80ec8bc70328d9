import useSWR from 'swr';
import type {AppError} from '../errors.ts';
import type {NoteTemplate} from '../settings/shipped-templates.ts';
import type {TicketTemplate} from '../settings/ticket-templates.ts';
import {useServices} from './useServices.tsx';

export type TemplatesView<T = NoteTemplate> = {
  readonly templates: readonly T[] | undefined;
  readonly error: AppError | undefined;
};

/** The templates of notes, read each time they are asked for: somebody may just have written one. */
export function useTemplates(): TemplatesView {
  const {platform} = useServices();
  const {data, error} = useSWR<readonly NoteTemplate[], AppError>(['templates'], () => platform.templates(), {
    shouldRetryOnError: false,
  });
  return {templates: data, error};
}

/** The same of new tickets. */
export function useTicketTemplates(): TemplatesView<TicketTemplate> {
  const {platform} = useServices();
  const {data, error} = useSWR<readonly TicketTemplate[], AppError>(
    ['ticket templates'],
    () => platform.ticketTemplates(),
    {shouldRetryOnError: false},
  );
  return {templates: data, error};
}
