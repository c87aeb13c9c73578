import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import { useClaims, type Id } from '@/lib/api';
import type { Place, Present, PresenceMessage } from './connection';

interface State {
  projectId: Id | null;
  /** By connection. */
  people: ReadonlyMap<Id, Present>;
}

const nobody: State = { projectId: null, people: new Map() };
const usePresence = create<State>(() => nobody);

let place: Place | null = null;
let teller: ((place: Place | null) => void) | null = null;

/** Who takes what this client says about where it is; told at once where that is. */
export function tellWhere(tell: typeof teller): void {
  teller = tell;
  teller?.(place);
}

function go(to: Place | null): void {
  if (to?.projectId === place?.projectId && to?.taskId === place?.taskId && to?.editing === place?.editing) return;
  if (to?.projectId !== place?.projectId) nobodyHere();
  place = to;
  teller?.(place);
}

export function nobodyHere(): void {
  usePresence.setState(nobody);
}

export function hearPresence(message: PresenceMessage): void {
  if (message.type === 'presence') {
    usePresence.setState({ projectId: message.projectId, people: new Map(message.people.map((p) => [p.connectionId, p])) });
    return;
  }
  const people = new Map(usePresence.getState().people);
  if (message.type === 'present') people.set(message.present.connectionId, message.present);
  else people.delete(message.connectionId);
  usePresence.setState({ people });
}

/** Whether somebody writes in a text field of a task: within an element marked `data-presence`. */
function isWriting(at: Element | null): boolean {
  return (
    at?.closest('[data-presence]') != null &&
    (at instanceof HTMLTextAreaElement ||
      (at instanceof HTMLInputElement && !['checkbox', 'radio', 'file'].includes(at.type)) ||
      (at instanceof HTMLElement && at.isContentEditable))
  );
}

/** Says where this person is, while the screen that calls it is open. */
export function useHere(projectId: Id, taskId: Id | null): void {
  useEffect(() => {
    const look = () => go({ projectId, taskId, editing: taskId !== null && isWriting(document.activeElement) });
    // Focus moves in two steps; only where it ends counts.
    const soon = () => requestAnimationFrame(look);
    look();
    document.addEventListener('focusin', soon);
    document.addEventListener('focusout', soon);
    return () => {
      document.removeEventListener('focusin', soon);
      document.removeEventListener('focusout', soon);
    };
  }, [projectId, taskId]);
  useEffect(() => () => go(null), []);
}

/** Somebody else who is here, once however many windows they have open. */
export interface Other {
  personId: Id;
  editing: boolean;
}

/** The others in a project, or only those at one task of it; those who write first. */
export function useOthers(projectId: Id, taskId?: Id): Other[] {
  const { sub } = useClaims();
  const { projectId: at, people } = usePresence();
  return useMemo(() => {
    const others = new Map<Id, Other>();
    if (at !== projectId) return [];
    for (const p of people.values()) {
      if (p.projectId !== projectId || p.personId === sub || (taskId && p.taskId !== taskId)) continue;
      others.set(p.personId, { personId: p.personId, editing: p.editing || (others.get(p.personId)?.editing ?? false) });
    }
    return [...others.values()].sort((a, b) => Number(b.editing) - Number(a.editing) || a.personId.localeCompare(b.personId));
  }, [at, people, projectId, taskId, sub]);
}
