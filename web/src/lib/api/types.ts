import type { Permission, ProjectRole } from '@/lib/policy';

/**
 * The API's shapes, written by hand from the working contract. Instants are ISO-8601 UTC, dates `YYYY-MM-DD`,
 * ids UUIDv7, money minor units.
 */
export type Id = string;
export type Instant = string;
export type LocalDate = string;

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Money {
  /** Minor units (cents). */
  amount: number;
  currency: string;
}

export type Role = 'owner' | 'admin' | 'member' | 'guest';

export interface Profile {
  id: Id;
  username: string;
  email: string;
  firstName: string;
  lastName: string;
  organizationId: Id;
  organizationName: string;
  organizationSlug: string;
  role: Role;
  /** A role of the organization's own making. */
  customRoleId?: Id | null;
  /** What the person may do everywhere in the organization. */
  permissions?: Permission[];
  administrator: boolean;
  timeZone: string;
  createdAt: Instant;
  version: number;
}

export interface Organization {
  id: Id;
  name: string;
  slug: string;
  createdAt: Instant;
  version: number;
  /** When everything of it is erased; null or absent: not to be. */
  eraseAt?: Instant | null;
}

export interface Member {
  id: Id;
  username: string;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  customRoleId?: Id | null;
  createdAt: Instant;
}

/** A role that the organization made of permissions. */
export interface CustomRole {
  id: Id;
  name: string;
  description: string;
  permissions: Permission[];
  createdAt: Instant;
  version: number;
}

export interface Team {
  id: Id;
  name: string;
  memberIds: Id[];
  createdAt: Instant;
  version: number;
}

export interface Invitation {
  id: Id;
  email: string;
  role: Role;
  expiresAt: Instant;
  createdAt: Instant;
}

export type Color = 'gray' | 'red' | 'orange' | 'amber' | 'green' | 'teal' | 'blue' | 'indigo' | 'violet' | 'pink';
export type StatusCategory = 'todo' | 'doing' | 'done';
export type Priority = 'none' | 'low' | 'medium' | 'high' | 'urgent';

export interface Status {
  id: Id;
  name: string;
  category: StatusCategory;
  position: string;
  wipLimit: number | null;
}

export interface Label {
  id: Id;
  name: string;
  color: Color;
}

export interface Milestone {
  id: Id;
  name: string;
  description: string | null;
  startDate: LocalDate | null;
  dueDate: LocalDate | null;
  completedAt: Instant | null;
  position: string;
}

export interface ProjectOrigin {
  orderId: Id;
  orderNumber: string;
  orderLineId: Id;
  unit: number;
  templateId: Id;
  templateVersion: number;
  customerName: string;
}

export interface ProjectSummary {
  id: Id;
  key: string;
  name: string;
  color: Color;
  state: 'active' | 'archived';
  startDate: LocalDate | null;
  dueDate: LocalDate | null;
  openTasks: number;
  doneTasks: number;
  origin: ProjectOrigin | null;
  updatedAt: Instant;
  version: number;
}

export interface ProjectMember {
  personId: Id;
  role: ProjectRole;
}

export interface ProjectTeam {
  teamId: Id;
  role: ProjectRole;
}

export interface Project extends ProjectSummary {
  description: string | null;
  statuses: Status[];
  labels: Label[];
  milestones: Milestone[];
  memberIds: Id[];
  members?: ProjectMember[];
  teams?: ProjectTeam[];
  /** Whether it is closed to those who are not in it. */
  restricted?: boolean;
  createdBy: Id | null;
  createdAt: Instant;
}

export interface TaskSummary {
  id: Id;
  projectId: Id;
  number: number;
  key: string;
  title: string;
  statusId: Id;
  priority: Priority;
  assigneeIds: Id[];
  labelIds: Id[];
  startDate: LocalDate | null;
  dueDate: LocalDate | null;
  /** Minutes. */
  estimate: number | null;
  parentId: Id | null;
  milestoneId: Id | null;
  position: string;
  checklistTotal: number;
  checklistDone: number;
  hasDescription: boolean;
  completedAt: Instant | null;
  createdAt: Instant;
  updatedAt: Instant;
  version: number;
}

export interface ChecklistItem {
  id: Id;
  text: string;
  done: boolean;
  /** The name of the group the item belongs to: an import may bring several lists. */
  heading: string | null;
}

export interface Task extends TaskSummary {
  description: string | null;
  checklist: ChecklistItem[];
  createdBy: Id | null;
  projectName: string;
  projectKey: string;
}

/** What a task can be told by POST and PATCH. */
export type TaskPatch = Partial<
  Pick<
    Task,
    | 'title'
    | 'statusId'
    | 'priority'
    | 'assigneeIds'
    | 'labelIds'
    | 'startDate'
    | 'dueDate'
    | 'estimate'
    | 'parentId'
    | 'milestoneId'
    | 'position'
    | 'description'
    | 'checklist'
  >
>;

export interface Board {
  /** The journal position to follow from. */
  seq: number;
  project: Project;
  tasks: TaskSummary[];
}

export interface ProjectTemplate {
  id: Id;
  name: string;
  description: string | null;
  version: number;
  milestones: number;
  tasks: number;
  durationDays: number;
  origin: 'shipped' | 'own';
}

export interface ImportNotice {
  at: string;
  message: string;
}

export interface ImportPreview {
  format: string;
  projectName: string;
  counts: Record<string, number>;
  statuses: { name: string; tasks: number }[];
  notices: ImportNotice[];
}

export interface ImportRun {
  id: Id;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  total: number;
  done: number;
  projectId: Id | null;
  created: Record<string, number>;
  notices: ImportNotice[];
  error: string | null;
}

export interface Comment {
  id: Id;
  taskId: Id;
  projectId: Id;
  authorId: Id | null;
  authorName: string;
  body: string;
  createdAt: Instant;
  editedAt: Instant | null;
  version: number;
  imported: boolean;
}

export interface Activity {
  seq: number;
  at: Instant;
  actorId: Id | null;
  actorName: string | null;
  type: string;
  subjectType: string;
  subjectId: Id;
  data: Record<string, unknown>;
}

/** One line of the journal, as the real-time connection brings it. */
export interface Entry {
  seq: number;
  id: Id;
  at: Instant;
  actorId: Id | null;
  type: string;
  subjectType: string;
  subjectId: Id;
  audience: string | null;
  data: Record<string, unknown>;
}

export type NoticeType = 'assigned' | 'commented' | 'mentioned' | 'order_paid' | 'project_created' | 'webhook_disabled';

export interface Notice {
  id: Id;
  /** What concerns the organization as a whole cannot be turned off. */
  type: NoticeType | 'organization';
  title: string;
  body: string;
  link: string;
  actorId: Id | null;
  createdAt: Instant;
  readAt: Instant | null;
}

export type NotificationPreferences = Record<NoticeType, { inApp: boolean; email: boolean }>;

export interface FileInfo {
  id: Id;
  taskId: Id;
  projectId: Id;
  name: string;
  /** Bytes. */
  size: number;
  type: string;
  sha256: string;
  createdBy: Id | null;
  createdAt: Instant;
}

export interface Stock {
  onHand: number;
  reserved: number;
  available: number;
}

export interface Product {
  id: Id;
  kind: 'goods' | 'service';
  name: string;
  slug: string;
  description: string | null;
  price: Money;
  state: 'draft' | 'published' | 'archived';
  templateId: Id | null;
  templateName: string | null;
  templateVersion: number | null;
  stock: Stock | null;
  url: string;
  version: number;
  createdAt: Instant;
  updatedAt: Instant;
}

export interface OrderLine {
  id: Id;
  productId: Id;
  name: string;
  kind: 'goods' | 'service';
  quantity: number;
  unitPrice: Money;
  total: Money;
  templateId: Id | null;
  templateVersion: number | null;
  fulfilled: number;
  units: { unit: number; projectId: Id | null; projectName: string | null }[];
}

export interface Order {
  id: Id;
  number: string;
  state: 'placed' | 'completed' | 'cancelled' | 'expired';
  payment: 'pending' | 'authorized' | 'captured' | 'failed' | 'voided' | 'partially_refunded' | 'refunded';
  fulfilment: 'unfulfilled' | 'partially_fulfilled' | 'fulfilled' | 'cancelled';
  customer: { name: string; email: string; company: string | null };
  lines: OrderLine[];
  total: Money;
  note: string | null;
  placedAt: Instant;
  paidAt: Instant | null;
  /** When it expires unless it is paid; null: it waits. */
  payBy?: Instant | null;
  payments: { id: Id; provider: string; state: string; url?: string | null; amount?: Money; refunded?: Money; method?: string | null; reference?: string | null }[];
  history: { at: Instant; what: string; by: string | null }[];
  version: number;
}
