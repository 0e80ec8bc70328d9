import type {CreateField} from '../../state/navigation.ts';
import type {Sized} from '../ui.ts';
import {useTicketTemplates} from '../../hooks/useTemplates.ts';
import {TemplateMenu} from '../compose/TemplateMenu.tsx';
import {CreateForm} from './CreateForm.tsx';
import {CreateReview} from './CreateReview.tsx';

export type CreateScreenProps = Sized & {
  readonly step: 'form' | 'review' | 'template';
  readonly field: CreateField;
};

/** A new ticket: the form, and what comes of it before it is sent. */
export function CreateScreen({step, field, ...size}: CreateScreenProps) {
  if (step === 'review') return <CreateReview {...size} field={field} />;
  if (step === 'template') return <TicketTemplates {...size} field={field} />;
  // A field's keys go with it.
  return <CreateForm key={field} {...size} field={field} />;
}

/** New tickets to begin with. */
function TicketTemplates({ui, width, height, field}: Omit<CreateScreenProps, 'step'>) {
  const view = useTicketTemplates();
  return (
    <TemplateMenu
      view={view}
      width={width}
      height={height}
      onChoose={ui.create.begin}
      onClose={() => ui.create.go(field)}
    />
  );
}
