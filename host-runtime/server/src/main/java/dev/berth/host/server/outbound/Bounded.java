/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.outbound;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Reads a body up to a size, and gives up on a larger one. */
final class Bounded implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> real;
    private long left;
    private @Nullable Subscription subscription;

    /** The body is larger than anything that is expected. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("an answer larger than " + Outbound.LARGEST + " bytes");
        }
    }

    Bounded(BodySubscriber<byte[]> real, long most) {
        this.real = real;
        this.left = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return real.getBody();
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        real.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        left -= buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (left >= 0) {
            real.onNext(buffers);
        } else if (subscription != null) {
            subscription.cancel();
            real.onError(new TooLargeException());
        }
    }

    @Override
    public void onError(Throwable failure) {
        real.onError(failure);
    }

    @Override
    public void onComplete() {
        real.onComplete();
    }
}
