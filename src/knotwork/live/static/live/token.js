// Lets a form leave this page that was drawn into it by the stream, which knows no token of this session.
export function addToken(room) {
  room.addEventListener("formdata", ({ target, formData }) => {
    const leaves = target.method === "post" && !target.hasAttribute("data-move");
    if (leaves && !formData.has("csrfmiddlewaretoken")) formData.set("csrfmiddlewaretoken", room.dataset.csrf);
  });
}
