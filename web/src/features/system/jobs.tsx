import { Badge } from '@/components/ui/badge';
import { Progress } from '@/components/ui/progress';
import { ago, fullTime } from '@/lib/format';
import type { Job } from './api';
import { Card } from './card';
import { jobTone, jobWord } from './words';

/** Work in the background: how much there is and how it goes. */
export function Jobs({ jobs }: { jobs: Job[] }) {
  return (
    <Card title="Jobs">
      <ul>
        {jobs.map((job) => (
          <li key={`${job.service}/${job.name}/${job.detail}`} className="grid gap-1 border-b border-line px-4 py-2.5 last:border-0 max-md:px-3">
            <div className="flex items-center gap-2">
              <span className="min-w-0 truncate font-medium">{job.name}</span>
              <span className="text-sm text-ink-3 max-md:hidden">{job.service}</span>
              <span className="ml-auto flex shrink-0 items-center gap-2">
                {job.at && (
                  <time className="text-sm text-ink-3" dateTime={job.at} title={fullTime(job.at)}>
                    {ago(job.at)}
                  </time>
                )}
                <Badge tone={jobTone[job.state]}>{jobWord[job.state]}</Badge>
              </span>
            </div>
            <p className="text-sm wrap-anywhere text-ink-2">{job.detail}</p>
            {job.progress !== null && <Progress value={job.progress} label={job.name} className="mt-1" />}
          </li>
        ))}
      </ul>
    </Card>
  );
}
