package app.atelier.platform.system;

import org.jspecify.annotations.Nullable;

/**
 * A place where an installation keeps something.
 *
 * @param name   what it keeps, for a person: {@code Database}, {@code Files}
 * @param place  where, without secrets; two processes that tell the same place share it
 * @param used   bytes; null where that cannot be told
 * @param free   bytes left; null where there is no known end
 * @param detail what is in it
 */
public record Storage(String name, String place, @Nullable Long used, @Nullable Long free, String detail) {
}
