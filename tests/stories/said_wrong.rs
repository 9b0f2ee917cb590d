//! What pages must not say, or not to everybody.

use blackbox::{each_site, say};

use crate::steps::{filled, refer_to};

#[tokio::test]
async fn a_choice_that_no_list_offers_is_named_and_never_kept() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();

        for (field, value) in [
            ("commune", "Rue du Lac 3, chez Zebenya"),
            ("commune", "9999"),
            ("language", "xx"),
            ("theme", "nothing"),
            ("urgency", "u9"),
            ("scope", "everybody"),
            ("handover", "by_pigeon"),
            ("adjustment", "a_diagnosis"),
            ("channel", "pigeon"),
        ] {
            let answer = mediator.submit(&filled(&page).forge(field, value)).await;
            let again = answer.with_status(422);
            again.shows(&say("field-error-unknown"));
            let kept = again.form("/orienter");
            assert_eq!(kept.value("name"), Some(blackbox::PERSON_NAME), "{field}: {kept}");
        }
        let known = filled(&page).choose("commune", "6621").choose("language", "ti");
        mediator.submit(&known).await.with_status(303);
    })
    .await;
}
