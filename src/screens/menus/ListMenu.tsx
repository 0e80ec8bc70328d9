import {span} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useKeys, type KeyActions} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {useStored} from '../../hooks/useStored.ts';
import {useValue} from '../../hooks/useValue.ts';
import {useViewCounts} from '../../hooks/useViewCounts.ts';
import {orderOf} from '../../domain/views.ts';
import {padEnd, textWidth} from '../../text/width.ts';
import type {Guide, Selection, Sized, Writing} from '../ui.ts';
import {ORDER_WORDS} from '../list/list-text.ts';
import {deleteSearch} from '../list/saved-searches.ts';
import {openView} from '../list/view-actions.ts';
import {Menu, type MenuItem, type MenuProps} from '../Menu.tsx';

type MenuSize = Sized<Guide & Selection & Writing>;

export type ListMenuProps = MenuSize & {
  readonly menu: 'views' | 'ibxs' | 'sort';
  /** The entry to begin at. */
  readonly at: string | undefined;
};

/** What the list shows, and in which order, to be chosen from a menu. */
export function ListMenu({menu, at, ...size}: ListMenuProps) {
  switch (menu) {
    case 'views':
      return <ViewMenu {...size} at={at} />;
    case 'ibxs':
      return <IbxMenu {...size} />;
    case 'sort':
      return <SortMenu {...size} />;
  }
}

function ViewMenu({ui, at, ...size}: MenuSize & Pick<ListMenuProps, 'at'>) {
  const services = useServices();
  useValue(ui.nav);
  const {views} = ui.list;
  const counts = useViewCounts(ui.list);
  const width = Math.max(...views.map(({title}) => textWidth(title)));
  const items = views.map((view, index): MenuItem<string> => ({
    value: view.id,
    spans: [
      span(`${view.slot ?? ' '}  `, 'key'),
      `${padEnd(view.title, width)}  `,
      span(String(counts[index] ?? ''), 'dim'),
      span(view.isSaved === true ? '  saved' : '', 'dim'),
    ],
  }));
  const choose = (value: string) => {
    ui.go({type: 'modal', modal: undefined});
    openView(
      ui,
      views.findIndex(({id}) => id === value),
    );
  };
  const saved = (value: string | undefined): KeyActions => {
    const name = value ?? '';
    const isSaved = views.some((view) => view.id === value && view.isSaved === true);
    const disabled = isSaved
      ? undefined
      : 'This view was not saved here; your own ones stand in config.toml.';
    return {
      'view.rename': {run: () => ui.go({type: 'modal', modal: {kind: 'name', search: name}}), disabled},
      'view.delete': {run: () => deleteSearch(ui, services, name), disabled},
    };
  };
  return (
    <MenuPane
      ui={ui}
      {...size}
      title="Views"
      items={items}
      initial={at ?? ui.list.view().id}
      onChoose={choose}
      actionsFor={saved}
    />
  );
}

function IbxMenu({ui, ...size}: MenuSize) {
  const {store} = useServices();
  const ibxs = useStored([], () => store.ibxs());
  const items = ibxs.map(({ibx, open}): MenuItem<string> => ({
    value: ibx,
    spans: [`${padEnd(ibx, 6)}  `, span(`${open} open`, 'dim')],
  }));
  const index = ui.list.views.findIndex(({kind}) => kind === 'ibx');
  const choose = (ibx: string) => {
    ui.list.setView(index, ibx);
    ui.go({type: 'modal', modal: undefined});
  };
  return (
    <MenuPane ui={ui} {...size} title="IBX" items={items} initial={ui.list.get().ibx} onChoose={choose} />
  );
}

const SORTS = [
  ['attention', false],
  ['updated', true],
  ['updated', false],
  ['created', true],
  ['created', false],
  ['status', false],
  ['ibx', false],
  ['id', false],
] as const;

function SortMenu({ui, ...size}: MenuSize) {
  const own = ui.list.view().order;
  const current = ui.list.get().choice.order ?? own;
  const valueOf = (sort: string, isDown: boolean) => `${sort} ${isDown ? 'down' : 'up'}`;
  const items = SORTS.map(([sort, isDown]): MenuItem<string> => {
    const isOwn = sort === own.sort && isDown === own.descending;
    return {
      value: valueOf(sort, isDown),
      spans: [ORDER_WORDS[sort](isDown), span(isOwn ? "  this view's own" : '', 'dim')],
    };
  });
  const choose = (value: string) => {
    const [sort, isDown] = SORTS.find(([name, down]) => valueOf(name, down) === value) ?? SORTS[0];
    const isOwn = sort === own.sort && isDown === own.descending;
    if (ui.list.group() !== 'none') ui.list.setGroup('none');
    ui.list.setOrder(isOwn ? undefined : orderOf(sort, isDown));
    ui.list.keep();
    ui.go({type: 'modal', modal: undefined});
  };
  const initial = valueOf(current.sort, current.descending);
  return <MenuPane ui={ui} {...size} title="Sort" items={items} initial={initial} onChoose={choose} />;
}

type MenuPaneProps = MenuSize & {
  readonly title: string;
  readonly items: readonly MenuItem<string>[];
  readonly initial: string | undefined;
  readonly onChoose: (value: string) => void;
  readonly actionsFor?: MenuProps<string>['actionsFor'];
};

/** A menu without a row still hears Esc. */
function NoMenu({ui}: {readonly ui: Guide}) {
  useKeys('menu', {back: () => ui.go({type: 'back'})});
  return null;
}

function MenuPane({ui, width, height, title, items, initial, onChoose, actionsFor}: MenuPaneProps) {
  const rows = Math.max(1, Math.min(items.length, height - 2));
  const back = () => ui.go({type: 'back'});
  return (
    <Pane
      width={width}
      height={height}
      title={title}
      foot="Enter chooses, Esc leaves it"
      lines={items.length === 0 ? [{spans: [span(' Nothing to choose from yet.', 'dim')]}] : []}
      focused
      inset={
        items.length === 0
          ? {at: 1, rows: 1, node: <NoMenu ui={ui} />}
          : {
              at: 0,
              rows,
              node: (
                <Menu
                  items={items}
                  width={width - 2}
                  height={rows}
                  initial={initial}
                  onChoose={onChoose}
                  actions={{back}}
                  {...(actionsFor === undefined ? {} : {actionsFor})}
                />
              ),
            }
      }
    />
  );
}
