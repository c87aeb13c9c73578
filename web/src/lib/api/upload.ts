import { headersFor, url, type Options } from './client';
import { ApiError } from './problem';

/**
 * Sends a file as the raw body and reports progress, which `fetch` cannot.
 *
 * @param onProgress called with the bytes sent so far.
 */
export async function upload<T>(path: string, file: Blob, options: Options & { onProgress?: (sent: number) => void }): Promise<T> {
  const headers = await headersFor('POST', options);
  headers.set('Content-Type', options.contentType ?? (file.type || 'application/octet-stream'));
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url(path, options.query));
    headers.forEach((value, name) => request.setRequestHeader(name, value));
    request.upload.onprogress = (event) => options.onProgress?.(event.loaded);
    request.onerror = () => reject(ApiError.offline());
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
    request.onload = () => {
      const body = parse(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body as T);
      else reject(ApiError.of(request.status, body, request.getResponseHeader('X-Request-Id')));
    };
    options.signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
