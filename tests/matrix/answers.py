"""What the people of the matrix write into Form 03, into the two forms of a producer and into the form of a new one."""

CONTENTS = {
    "local_material": "Chè trồng tại ấp 3.",
    "local_labour": "Mười hai lao động, mười một người của phường.",
    "idea_origin": "Nghề ướp sen có từ lâu.",
    "local_identity": "Cách ướp hai lần hương là riêng của làng.",
}
ANSWERS = {
    "legal_representative": "Trần Thị Ánh", "contact_address": "Ấp Liên Hệ 7", "phone": "0912345678",
    "representative_position": "Giám đốc", "email": "",
    "representative.sex": "female", "representative.ethnicity": "Kinh", "representative.disability": False,
    "representative.permanent_address": "Ấp Thường Trú 8", "founded_date": "", "registration_number": "",
    "has_business_registration": True, "has_quality_declaration": True, "has_food_safety_certificate": True,
    "has_mandatory_production_certificate": False, "product_description": "Trà ướp sen, hộp 100 g.", "has_ip": False,
    "ip.trademark": False, "history": "Từ năm 1990.", "structure": "Mười hai người.",
    "results.materials_technology": "Có.", "results.quality_changes": "Có.", "results.market": "Có.",
    "results.revenue": 1_250_000_000, "results.revenue_before": None, "results.profit": 90_000_000, "results.profit_before": None,
    "results.business": "Có.", "plan": "Mở rộng.",
}  # fmt: skip
PEOPLE_FORM = {
    "name": "Hợp tác xã Mới", "organisation_type": "cooperative", "address": "Ấp 2", "phone": "0911222333",
    "representative_name": "Lê Thị Mới", "sex": "female", "ethnicity": "Kinh", "version": "0",
}  # fmt: skip
