/** Wagtail's chooser, with the picture of what was chosen; caption and credit are filled in where they are empty. */

class PhotoChooser extends window.Chooser {
  initHTMLElements(id) {
    super.initHTMLElements(id);
    this.picture = this.chooserElement.querySelector("[data-chooser-image]");
  }

  renderState(state) {
    super.renderState(state);
    if (state.preview) this.picture.setAttribute("src", state.preview.url);
  }

  setStateFromModalData(state) {
    super.setStateFromModalData(state);
    const stem = this.input.name.replace(/photo$/, "");
    for (const name of ["caption", "credit"]) {
      const field = document.getElementsByName(stem + name)[0];
      if (field && !field.value && state[name]) {
        field.value = state[name];
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
  }
}

class PhotoChooserFactory {
  constructor(html, idPattern, options) {
    Object.assign(this, { html, idPattern, options });
  }

  render(placeholder, name, id, state) {
    placeholder.outerHTML = this.html.replaceAll("__NAME__", name).replaceAll("__ID__", id);
    const chooser = new PhotoChooser(id, this.options);
    chooser.setState(state);
    return chooser;
  }
}

window.telepath.register("capoupascap.PhotoChooser", PhotoChooserFactory);
