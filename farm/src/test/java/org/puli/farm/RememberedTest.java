package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.FrameRange;
import org.puli.farm.change.Delay;

/** What a command remembers, and that whoever has nothing to remember takes no memory for it. */
class RememberedTest {
    @Test
    void eachThingThatIsRememberedSetsItApart() {
        List<UnaryOperator<Remembered>> things = List.of(
                Remembered::failed,
                Remembered::lost,
                Remembered::returned,
                nothing -> nothing.withDelay(Delay.stored(9)),
                nothing -> nothing.heldBack(true),
                nothing -> nothing.withFramesDone(FrameRange.parse("1-3")),
                nothing -> nothing.grown(1));
        assertThat(things)
                .allSatisfy(thing -> assertThat(thing.apply(Remembered.NONE)).isNotEqualTo(Remembered.NONE));
    }

    @Test
    void whatIsForgottenAgainIsShared() {
        assertThat(Remembered.NONE.failed().returned().forgiven()).isSameAs(Remembered.NONE);
        assertThat(Remembered.NONE.withDelay(Delay.stored(9)).withDelay(null)).isSameAs(Remembered.NONE);
        assertThat(Remembered.NONE.heldBack(true).heldBack(false)).isSameAs(Remembered.NONE);
        assertThat(Remembered.NONE.withFramesDone(FrameRange.parse("1")).withFramesDone(null))
                .isSameAs(Remembered.NONE);
    }

    @Test
    void aFailureEndsTheRowOfReturnsAndLossesAreNeverForgiven() {
        Remembered after = Remembered.NONE.returned().returned().lost().failed();
        assertThat(after.returns()).isZero();
        assertThat(after.failures()).isEqualTo(1);
        assertThat(after.forgiven().losses()).isEqualTo(1);
        assertThat(after.forgiven().failures()).isZero();
    }
}
