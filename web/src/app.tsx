import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { StepUpDialog } from './components/step-up';
import { Toaster } from './components/ui/toaster';
import { TooltipProvider } from './components/ui/tooltip';
import { listenForKeys } from './lib/commands';
import { queryClient } from './lib/query';
import { router } from './routes/router';

export function App() {
  useEffect(listenForKeys, []);
  return (
    <QueryClientProvider client={queryClient}>
      <TooltipProvider delayDuration={500} skipDelayDuration={200}>
        <RouterProvider router={router} />
        <StepUpDialog />
        <Toaster />
      </TooltipProvider>
    </QueryClientProvider>
  );
}
