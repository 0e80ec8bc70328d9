import {useMemo} from 'react';
import {useServices} from '../../hooks/useServices.tsx';
import {createState} from '../../state/state.ts';
import {InputLine} from '../InputLine.tsx';
import {tellUser, type Guide, type Selection} from '../ui.ts';
import {renameSearch, saveSearch} from './saved-searches.ts';

export type NameLineProps = {
  readonly ui: Guide & Selection;
  readonly width: number;
  /** The search that has this name so far; undefined: the filter of the view gets one. */
  readonly search: string | undefined;
};

/** What a filter is to be called from now on. */
export function NameLine({ui, width, search}: NameLineProps) {
  const services = useServices();
  const name = useMemo(() => createState(search ?? ''), [search]);
  const accept = () => {
    const isDone =
      search === undefined
        ? saveSearch(ui, services, name.get())
        : renameSearch(ui, services, {before: search, name: name.get()});
    if (isDone) return;
    tellUser(ui, 'A name has 1 to 30 characters, and no other view has it.', 'error');
  };
  return (
    <InputLine
      width={width}
      label={search === undefined ? ' Name of this filter:' : ` New name of ${search}:`}
      text={name}
      onAccept={accept}
      onCancel={() => ui.go({type: 'modal', modal: undefined})}
    />
  );
}
