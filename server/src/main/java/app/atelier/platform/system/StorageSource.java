package app.atelier.platform.system;

import java.util.List;

/** Every bean of this type adds what it keeps to the System screen; asked when somebody looks, and quick to answer. */
@FunctionalInterface
public interface StorageSource {

    List<Storage> storage();
}
