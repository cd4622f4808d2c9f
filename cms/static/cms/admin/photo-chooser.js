/** Wagtail's chooser, with the picture of what was chosen. The words beside it belong to a photo: they change with it. */

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
    const another = state.id !== this.getValue();
    super.setStateFromModalData(state);
    if (!another) return;
    const stem = this.input.name.replace(/photo$/, "");
    for (const [name, words] of Object.entries({ alt: "", caption: state.caption, credit: state.credit })) {
      const [field] = document.getElementsByName(stem + name);
      if (!field) continue;
      field.value = words;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
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
