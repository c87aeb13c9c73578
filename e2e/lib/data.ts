import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { realData, sample } from './fixtures.ts';

/** One set of files in the formats that Atelier takes, with what the tests expect of them. */
export interface DataSet {
  name: string;
  trello: TrelloFile;
  jira: { file: string; format: 'jira-csv' | 'jira-json' }[];
  olist: string;
  /** Rows of orders.csv. */
  orders: number;
}

/** What a Trello export holds, counted from the file itself. */
export interface TrelloFile {
  path: string;
  lists: string[];
  cards: number;
  labels: number;
  checklistItems: number;
  comments: number;
  /** A card of an open list with a description and a checklist, to look at closely. */
  card: { name: string; desc: string; list: string; item: string | undefined };
}

/** The samples always; the real data too where it lies beside the clone. */
export function dataSets(): DataSet[] {
  const sets = [set('samples', sample)];
  if (realData('trello-board.json') && realData('olist')) sets.push(set('real data', (name) => realData(name) ?? name));
  return sets;
}

function set(name: string, path: (name: string) => string): DataSet {
  const olist = path('olist');
  return {
    name,
    trello: trello(path('trello-board.json')),
    jira: [
      { file: path('jira-cloud.csv'), format: 'jira-csv' },
      { file: path('jira-hierarchy.csv'), format: 'jira-csv' },
      { file: path('jira-rest.json'), format: 'jira-json' },
    ],
    olist,
    orders: readFileSync(join(olist, 'orders.csv'), 'utf8').trim().split('\n').length - 1,
  };
}

interface Export {
  lists: { id: string; name: string; closed: boolean }[];
  cards: { id: string; name: string; desc: string; idList: string; closed: boolean }[];
  labels: unknown[];
  checklists: { idCard: string; checkItems: { name: string }[] }[];
  actions: { type: string }[];
}

function trello(path: string): TrelloFile {
  const board = JSON.parse(readFileSync(path, 'utf8')) as Export;
  const open = board.lists.filter((list) => !list.closed);
  const listOf = (id: string) => open.find((list) => list.id === id)?.name;
  const items = (id: string) => board.checklists.filter((list) => list.idCard === id).flatMap((list) => list.checkItems);
  const plain = /^[\w ,.!?'-]+$/;
  const candidates = board.cards.filter((card) => !card.closed && listOf(card.idList) && plain.test(card.name));
  const card =
    candidates.find((each) => plain.test(each.desc.split('\n')[0] ?? '') && items(each.id).some((item) => plain.test(item.name))) ??
    candidates.find((each) => items(each.id).length > 0) ??
    candidates[0];
  if (!card) throw new Error(`${path} has no card to look at`);
  return {
    path,
    lists: open.map((list) => list.name),
    cards: board.cards.length,
    labels: board.labels.length,
    checklistItems: board.checklists.flatMap((list) => list.checkItems).length,
    comments: board.actions.filter((action) => action.type === 'commentCard').length,
    card: {
      name: card.name,
      desc: card.desc.split('\n')[0] ?? '',
      list: listOf(card.idList) ?? '',
      item: items(card.id).find((item) => plain.test(item.name))?.name,
    },
  };
}
