package org.puli.dispatcher.loop;

import java.util.concurrent.CompletableFuture;
import org.puli.farm.Farm;
import org.puli.farm.decide.Decision;
import org.puli.farm.request.Request;

/** A request on its way through the ring, with whoever waits for the answer. */
record Ask<R>(Request<R> request, CompletableFuture<R> answer) {
    /** The reply to a decision that was applied, ready to be released with its batch. */
    Runnable reply(Decision<R> decision, Farm farm) {
        if (decision.refusal() != null) {
            Refused refused = new Refused(decision.refusal());
            return () -> answer.completeExceptionally(refused);
        }
        R value = decision.answer().apply(farm);
        return () -> answer.complete(value);
    }
}
