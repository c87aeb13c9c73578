import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { attachClosestEdge, extractClosestEdge, type Edge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Id } from '@/lib/api';

/** Where a dragged card would land: above or below a card, or at the end of a column. */
export interface Landing {
  statusId: Id;
  /** null: at the end. */
  overId: Id | null;
  edge: Edge | null;
}

type Kind = 'task';
const isTask = (data: Record<string | symbol, unknown>) => data.kind === ('task' satisfies Kind);

/** Makes a card draggable and a place to drop on. `edge` says where the line belongs while something hovers over it. */
export function useCardDrag(ref: RefObject<HTMLElement | null>, taskId: Id, statusId: Id) {
  const [edge, setEdge] = useState<Edge | null>(null);
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    return combine(
      draggable({
        element,
        getInitialData: () => ({ kind: 'task' satisfies Kind, taskId }),
        onDragStart: () => setDragging(true),
        onDrop: () => setDragging(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => isTask(source.data) && source.data.taskId !== taskId,
        getData: ({ input }) => attachClosestEdge({ taskId, statusId }, { element, input, allowedEdges: ['top', 'bottom'] }),
        getIsSticky: () => true,
        onDrag: ({ self }) => setEdge(extractClosestEdge(self.data)),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    );
  }, [ref, taskId, statusId]);
  return { edge, dragging };
}

/** Makes a column a place to drop on and lets it scroll by itself while something is dragged along its ends. */
export function useColumnDrop(column: RefObject<HTMLElement | null>, list: RefObject<HTMLElement | null>, statusId: Id) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const element = column.current;
    const scroller = list.current;
    if (!element || !scroller) return;
    return combine(
      dropTargetForElements({
        element,
        canDrop: ({ source }) => isTask(source.data),
        getData: () => ({ statusId }),
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: () => setOver(false),
      }),
      autoScrollForElements({ element: scroller, canScroll: ({ source }) => isTask(source.data) }),
    );
  }, [column, list, statusId]);
  return over;
}

/** Watches the whole board: sideways scrolling, and what to do when a card is let go. */
export function useBoardDrag(board: RefObject<HTMLElement | null>, onDrop: (taskId: Id, landing: Landing) => void) {
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => {
    const element = board.current;
    if (!element) return;
    return combine(
      autoScrollForElements({ element, canScroll: ({ source }) => isTask(source.data) }),
      monitorForElements({
        canMonitor: ({ source }) => isTask(source.data),
        onDrop: ({ source, location }) => {
          const target = location.current.dropTargets[0];
          if (!target) return;
          drop.current(source.data.taskId as Id, {
            statusId: target.data.statusId as Id,
            overId: (target.data.taskId as Id | undefined) ?? null,
            edge: extractClosestEdge(target.data),
          });
        },
      }),
    );
  }, [board]);
}
