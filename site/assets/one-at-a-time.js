"use strict";

// Does one thing after the other, however often buttons are pressed; a button that waits keeps its focus.
(function () {
  class OneAtATime {
    // `tell` is called with the error of what did not work.
    constructor(buttons, tell) {
      this.buttons = buttons;
      this.tell = tell;
      this.forget();
    }

    // Lets the next thing begin, whatever becomes of the one before: a wallet may leave a request open for ever.
    forget() {
      this.current = null;
      this.setWaiting(false);
    }

    async act(doing) {
      if (this.current !== null) {
        return;
      }
      const current = (this.current = {});
      this.setWaiting(true);
      try {
        await doing();
      } catch (error) {
        if (this.current === current) {
          this.tell(error);
        }
      } finally {
        if (this.current === current) {
          this.forget();
        }
      }
    }

    setWaiting(isWaiting) {
      for (const button of this.buttons) {
        button.setAttribute("aria-disabled", String(isWaiting));
      }
    }
  }

  Object.assign(globalThis.Revshare, { OneAtATime });
})();
