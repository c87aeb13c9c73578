export { api, send, url, type Options } from './client';
export { ApiError, fieldError, reason, type FieldError } from './problem';
export { session, useClaims, useSession, type Claims } from './session';
export { stepUp } from './step-up';
export { upload } from './upload';
export type * from './types';
