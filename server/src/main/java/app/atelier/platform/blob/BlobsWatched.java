package app.atelier.platform.blob;

import java.io.IOException;

import app.atelier.platform.watch.Watched;

/** The store of blobs. Without it files can be neither attached nor opened; everything else goes on. */
final class BlobsWatched implements Watched {

    private final BlobStore blobs;

    BlobsWatched(BlobStore blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "objects";
    }

    @Override
    public Reading look() {
        try {
            return Reading.up(blobs.look());
        } catch (IOException e) {
            return Reading.degraded(e.getMessage() + " Until then files can be neither attached nor opened.");
        }
    }
}
