import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { Suspense, lazy, useEffect } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import { useCommands } from '@/lib/commands';
import { useHere } from '@/lib/live';
import { useTitle } from '@/lib/title';
import { useBoard, useTask } from './api';
import { deleteTask, undoLast } from './changes';
import { PropertyDialog } from './property-dialog';
import { selection, useSelection, type Property } from './selection';
import { TaskMenu } from './task-peek';
import { TaskView } from './task-view';

const Here = lazy(() => import('@/features/collaboration').then((m) => ({ default: m.Here })));

/** `/projects/…/tasks/…`: one task with all the room it needs. */
export function TaskPage() {
  const { projectId, taskId } = useParams({ from: '/app/projects/$projectId/tasks/$taskId' });
  const navigate = useNavigate();
  const { view: board } = useBoard(projectId);
  const { task } = useTask(taskId);
  const property = useSelection((s) => s.property);
  useTitle(task ? `${task.key} ${task.title}` : undefined);
  useHere(projectId, taskId);
  useEffect(() => selection.reset, [taskId]);

  const back = () => void navigate({ to: '/projects/$projectId', params: { projectId }, search: {} });
  const open = (p: Property) => () => (task ? selection.open(p) : false);
  const group = 'Tasks';
  useCommands([
    { id: 'task-back', label: 'Back to the board', group, keys: 'escape', run: back },
    { id: 'task-status', label: 'Set status…', group, keys: 's', run: open('status') },
    { id: 'task-priority', label: 'Set priority…', group, keys: 'p', run: open('priority') },
    { id: 'task-assign', label: 'Assign…', group, keys: 'a', run: open('assignee') },
    { id: 'task-labels', label: 'Set labels…', group, keys: 'l', run: open('label') },
    { id: 'task-due', label: 'Set due date…', group, keys: 'd', run: open('due') },
    {
      id: 'task-delete', label: 'Delete task', group, words: 'trash remove',
      run: () => {
        if (!task) return false;
        back();
        void deleteTask(task);
        return undefined;
      },
    },
    { id: 'undo', label: 'Undo', group, keys: 'mod+z', run: undoLast },
  ]);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        title={<span className="text-ink-2 tabular-nums">{task?.key ?? 'Task'}</span>}
        crumb={
          <Link to="/projects/$projectId" params={{ projectId }} search={{}}>
            {board?.project.name ?? 'Project'}
          </Link>
        }
      >
        <Suspense fallback={null}>
          <Here projectId={projectId} taskId={taskId} className="mr-1" />
        </Suspense>
        <Link to="/projects/$projectId" params={{ projectId }} search={{}} className="inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-ink-2 hover:bg-hover hover:text-ink">
          <ArrowLeft size={14} aria-hidden />
          Board
        </Link>
        {task && <TaskMenu task={task} onDeleted={back} />}
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <TaskView key={taskId} taskId={taskId} projectId={projectId} wide />
      </div>
      {property && board && task && <PropertyDialog project={board.project} tasks={[task]} />}
    </div>
  );
}
