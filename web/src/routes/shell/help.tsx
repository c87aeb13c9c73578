import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { keysLabel, useOfferedCommands } from '@/lib/commands';
import { useUi } from '@/stores/ui';

/** Every key that works on this screen. */
export default function Help() {
  const set = useUi((s) => s.set);
  const commands = useOfferedCommands().filter((c) => c.keys);
  const groups = [...new Set(commands.map((c) => c.group))];
  return (
    <Dialog open onOpenChange={() => set({ help: false })} title="Keyboard shortcuts" size="lg">
      <div className="columns-2 gap-8 max-md:columns-1">
        {groups.map((group) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-xs font-medium text-ink-3">{group}</h3>
            <ul>
              {commands
                .filter((c) => c.group === group)
                .map((c) => (
                  <li key={c.id} className="flex h-7 items-center justify-between border-b border-line last:border-0">
                    {c.label}
                    <span className="sr-only">: {[c.keys ?? []].flat()[0]}</span>
                    <Kbd keys={keysLabel(c) ?? ''} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
